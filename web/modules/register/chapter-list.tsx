import type { RegisterAnswer } from '../../../core/contract/requests.ts';
import { useLanguage } from '../../app/language.tsx';

interface Props {
  readonly chapters: RegisterAnswer['chapters'];
  readonly chosen: string | undefined;
  readonly choose: (chapter: string) => void;
}

/** Chapters with how much of each is carried; a thin bar to see, the figures to read. */
export const ChapterList = ({ chapters, chosen, choose }: Props) => {
  const { t } = useLanguage();
  return (
    <nav className="chapters" aria-label={t('register.chapters')}>
      <button type="button" className="chapter" aria-current={chosen === undefined} onClick={() => choose('')}>
        {t('register.allChapters')}
      </button>
      {chapters.map((chapter) => (
        <button
          key={chapter.chapter}
          type="button"
          className="chapter"
          aria-current={chosen === chapter.chapter}
          onClick={() => choose(chapter.chapter)}
        >
          <span className="number">{chapter.chapter}</span>
          <span className="chapter-title" title={chapter.title}>
            {chapter.title}
          </span>
          <span className="chapter-figure">
            {chapter.carried} / {chapter.total}
          </span>
          <span className="chapter-bar" aria-hidden="true">
            <span style={{ width: `${chapter.total === 0 ? 0 : (100 * chapter.carried) / chapter.total}%` }} />
          </span>
        </button>
      ))}
    </nav>
  );
};
