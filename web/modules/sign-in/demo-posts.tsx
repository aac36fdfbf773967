import { Input } from 'antd';
import { useMemo, useState } from 'react';
import type { DemoPost } from '../../../core/contract/session-view.ts';
import { sendJson } from '../../app/api.ts';
import { useLanguage } from '../../app/language.tsx';
import { Icon } from '../../parts/icon.tsx';
import { EmptyState, PressProblem } from '../../parts/states.tsx';

interface Group {
  readonly name: string;
  readonly posts: DemoPost[];
}
interface House {
  readonly name: string;
  readonly groups: Group[];
}

/** Posts by legal entity, then department, in the order the server gave them. */
const housesOf = (
  posts: readonly DemoPost[],
  nameOf: (post: DemoPost) => { house: string; group: string },
): House[] => {
  const houses: House[] = [];
  for (const post of posts) {
    const { house: houseName, group: groupName } = nameOf(post);
    let house = houses.find((known) => known.name === houseName);
    if (!house) {
      house = { name: houseName, groups: [] };
      houses.push(house);
    }
    let group = house.groups.find((known) => known.name === groupName);
    if (!group) {
      group = { name: groupName, posts: [] };
      house.groups.push(group);
    }
    group.posts.push(post);
  }
  return houses;
};

export const DemoPosts = ({ posts, done }: { posts: readonly DemoPost[]; done: () => void }) => {
  const { t, pick } = useLanguage();
  const [q, setQ] = useState('');
  const [entering, setEntering] = useState<string | null>(null);
  const [error, setError] = useState<unknown>(null);
  const houses = useMemo(() => {
    const wanted = q.trim().toLowerCase();
    const shown = posts.filter((post) =>
      [post.personName, post.entityName, post.title.zh, post.title.en, post.department.zh, post.department.en].some(
        (word) => word.toLowerCase().includes(wanted),
      ),
    );
    return housesOf(shown, (post) =>
      post.kind === 'merchant'
        ? { house: t('signIn.merchants'), group: '' }
        : { house: post.entityName, group: pick(post.department) },
    );
  }, [posts, q, t, pick]);
  const enter = async (post: DemoPost) => {
    setEntering(post.accountId);
    setError(null);
    try {
      await sendJson('POST', '/api/demo/sign-in', { accountId: post.accountId }, { quiet: true });
      done();
    } catch (failure) {
      setError(failure);
      setEntering(null);
    }
  };
  return (
    <>
      <div className="demo-lead">
        <h2>{t('signIn.demoTitle')}</h2>
        <p className="muted">{t('signIn.demoHint')}</p>
        <Input
          size="large"
          allowClear
          autoFocus={window.matchMedia('(min-width: 768px)').matches}
          prefix={<Icon name="search" />}
          aria-label={t('signIn.find')}
          placeholder={t('signIn.find')}
          value={q}
          onChange={(event) => setQ(event.target.value)}
        />
      </div>
      {error !== null && <PressProblem error={error} kept={false} />}
      {houses.length === 0 && <EmptyState icon="person" title={t('signIn.nobody', { q })} />}
      {houses.map((house) => (
        <section key={house.name} className="demo-house" aria-label={house.name}>
          <h2>{house.name}</h2>
          <div className="demo-groups">
            {house.groups.map((group) => (
              <div key={group.name} className="demo-group">
                {group.name !== '' && <h3>{group.name}</h3>}
                <ul>
                  {group.posts.map((post) => (
                    <li key={post.accountId}>
                      <button
                        type="button"
                        className="plain-button demo-post"
                        disabled={entering !== null}
                        aria-busy={entering === post.accountId}
                        onClick={() => void enter(post)}
                      >
                        <span className="demo-title">
                          {post.kind === 'merchant' ? post.personName : pick(post.title)}
                        </span>
                        <span className="demo-person">
                          {post.kind === 'merchant' ? pick(post.title) : post.personName}
                        </span>
                        <span className={post.openTasks > 0 ? 'demo-open' : 'demo-open demo-idle'}>
                          {post.openTasks > 0 ? t('signIn.open', { n: post.openTasks }) : t('signIn.openNone')}
                        </span>
                      </button>
                    </li>
                  ))}
                </ul>
              </div>
            ))}
          </div>
        </section>
      ))}
    </>
  );
};
