import './diagram.css';
import { useId, useLayoutEffect, useRef } from 'react';
import type { DiagramView } from '../../core/contract/case-view.ts';
import { useLanguage } from '../app/language.tsx';

type Point = readonly [number, number];

/** A polyline with rounded corners: an edge reads as one movement, not as a staircase. */
export const pathOf = (points: readonly Point[], radius = 8): string => {
  const [first, ...rest] = points;
  if (!first) return '';
  let path = `M${first[0]} ${first[1]}`;
  rest.forEach(([x, y], index) => {
    const before = points[index] ?? first;
    const after = points[index + 2];
    const reach = after
      ? Math.min(radius, Math.hypot(x - before[0], y - before[1]) / 2, Math.hypot(after[0] - x, after[1] - y) / 2)
      : 0;
    if (!after || reach === 0) {
      path += `L${x} ${y}`;
      return;
    }
    const toward = (from: Point, to: Point): Point => {
      const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
      return [from[0] + ((to[0] - from[0]) / length) * reach, from[1] + ((to[1] - from[1]) / length) * reach];
    };
    const enter = toward([x, y], before);
    const leave = toward([x, y], after);
    path += `L${enter[0]} ${enter[1]}Q${x} ${y} ${leave[0]} ${leave[1]}`;
  });
  return path;
};

/** Words of a box in at most two lines: Chinese breaks anywhere, English at blanks. */
export const linesOf = (title: string, width: number): string[] => {
  const room = Math.max(4, Math.floor((width - 16) / 7));
  const size = (text: string) => [...text].reduce((sum, c) => sum + (c > '\u2e80' ? 2 : 1), 0);
  if (size(title) <= room) return [title];
  const parts = title.includes(' ') ? title.split(/(?<= )/) : [...title];
  const lines = [''];
  for (const part of parts) {
    const line = lines.at(-1) ?? '';
    if (line !== '' && lines.length < 2 && size(line + part) > Math.max(room, size(title) / 2)) lines.push(part);
    else lines[lines.length - 1] = line + part;
  }
  return lines.map((line) => line.trim());
};

/** Below this scale words can't be read: the picture then scrolls, with the current stage in its middle. */
const smallest = 0.8;

/** The procedure as a picture; the current stage is lit, and said in the label for who can't see it. */
export const Diagram = ({ view }: { view: DiagramView }) => {
  const { t, pick } = useLanguage();
  const arrow = useId();
  const box = useRef<HTMLElement>(null);
  const lit = view.nodes.filter((node) => node.state === 'current');
  const current = lit.map((node) => pick(node.title));
  const middle = lit[0] ? (lit[0].x + lit[0].width / 2) / view.width : 0;
  useLayoutEffect(() => {
    const element = box.current;
    if (element) element.scrollLeft = middle * element.scrollWidth - element.clientWidth / 2;
  }, [middle]);
  return (
    <figure ref={box} className="diagram-box">
      <svg
        className="diagram"
        viewBox={`0 0 ${view.width} ${view.height}`}
        style={{ minWidth: view.width * smallest, maxWidth: view.width * 1.1 }}
        role="img"
        aria-label={t('diagram.label', { current: current.join('、') || t('common.none') })}
      >
        <defs>
          <marker
            id={arrow}
            viewBox="0 0 8 8"
            refX="7"
            refY="4"
            markerWidth="7"
            markerHeight="7"
            orient="auto-start-reverse"
          >
            <path d="M0 0L8 4L0 8z" className="diagram-arrow" />
          </marker>
        </defs>
        {view.edges.map((edge) => (
          <path
            key={`${edge.from}>${edge.to}>${edge.title.en}`}
            className="diagram-edge"
            d={pathOf(edge.points)}
            markerEnd={`url(#${arrow})`}
          >
            <title>{pick(edge.title)}</title>
          </path>
        ))}
        {view.nodes.map((node) => {
          const lines = linesOf(pick(node.title), node.width);
          return (
            <g key={node.id} className={`diagram-node diagram-${node.kind} diagram-${node.state}`}>
              <title>{`${pick(node.title)} (${t(`diagram.${node.state}`)})`}</title>
              <rect
                x={node.x}
                y={node.y}
                width={node.width}
                height={node.height}
                rx={node.kind === 'stage' ? 8 : node.height / 2}
              />
              <text x={node.x + node.width / 2} y={node.y + node.height / 2 - (lines.length - 1) * 8}>
                {lines.map((line, index) => (
                  <tspan key={line} x={node.x + node.width / 2} dy={index === 0 ? '0.35em' : 16}>
                    {line}
                  </tspan>
                ))}
              </text>
            </g>
          );
        })}
      </svg>
    </figure>
  );
};
