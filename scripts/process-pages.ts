import type { Text } from '../core/base/text.ts';
import { obligations } from '../core/manual/obligations.ts';
import { parameterAt } from '../core/manual/parameters.ts';
import { roles } from '../core/manual/roles.ts';
import { processes, thin } from '../core/modules/thin.ts';
import { type Because, rowsOf } from '../core/process/because.ts';
import type { Effect, Figure, Limit, Process } from '../core/process/definition.ts';
import { diagramOf } from '../core/process/diagram.ts';
import { rhythmOf } from '../core/process/rhythm.ts';

const both = ({ zh, en }: Text): string => `${zh} ${en}`;

const cell = (words: string): string => words.replaceAll('|', '\\|').replaceAll('\n', ' ');

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.map(cell).join(' | ')} |`).join('\n');

const sources = new Map(obligations.map((row) => [row.id, row.source]));

/** Clause and row: `P05 §3.1 (P05-3.1-02)`. */
const reason = (because: Because): string => {
  const rows = rowsOf(because);
  return `${[...new Set(rows.map((id) => sources.get(id) ?? ''))].join('、')} (${rows.join(', ')})`;
};

const figure = ({ parameter, plus, party }: Figure): string => {
  const shown = parameterAt(parameter, TODAY);
  const beside = (shown.beside ?? []).map((one) => `${one.value} ${one.clause}`);
  const more = plus ? ` + ${parameterAt(plus, TODAY).value}` : '';
  return `${shown.value}${more} \`${parameter}\`${party ? ` (${party})` : ''}${beside.length ? `; ${beside.join('; ')}` : ''}`;
};

/** The shipped figures of the day of the latest manual: the page does not change with the day on which it is made. */
const TODAY = '2026-01-01' as Parameters<typeof parameterAt>[1];

const within = (limit: Limit): string => {
  if ('parameter' in limit.within) return figure(limit.within);
  if ('named' in limit.within) return `表单所定日期 the day named in \`${limit.within.named}\``;
  if ('window' in limit.within) return both(rhythmOf(limit.within.window));
  if ('by' in limit.within)
    return Object.entries(limit.within.of)
      .map(([choice, one]) => `${choice}: ${figure(one)}`)
      .join('; ');
  return limit.within.map(figure).join('; ');
};

const anchor = (limit: Limit): string => {
  const { from } = limit;
  if ('moment' in from) return `\`${from.moment}\``;
  if ('endOf' in from) return `期满 the end of \`${from.endOf}\``;
  if ('told' in from) return `消息 the event \`${from.told}\``;
  if ('act' in from) return `\`${from.act}\``;
  return from.since
    ? `进入 entering \`${from.enters}\`, 自 since \`${from.since}\``
    : `进入 entering \`${from.enters}\``;
};

const missed = ({ ifMissed }: Limit): string => {
  if (ifMissed === 'breach') return '记录逾期 breach on record';
  if ('escalate' in ifMissed) return `升级至${roles[ifMissed.escalate].zh} escalated`;
  return '期限届满即生效 the period lapses';
};

const limitsOf = (process: Process): string =>
  table(
    ['时限 Limit', '起算 From', '期限 Within', '逾期 If missed', '依据 Because'],
    Object.values(process.limits).map((limit) => [
      both(limit.title),
      anchor(limit),
      within(limit),
      missed(limit),
      reason(limit.because),
    ]),
  );

const actionsOf = (process: Process): string =>
  table(
    ['环节 Stage', '任务 Task', '操作 Action', '岗位 Role', '表单 Form', '签名 Signed', '依据 Because'],
    Object.values(process.stages).flatMap((stage) =>
      Object.values(stage.tasks).flatMap((task) =>
        Object.values(task.actions).map((action) => [
          both(stage.title),
          both(task.title),
          both(action.title),
          both(roles[task.by]),
          action.form ? `${action.form.title.zh} (${action.form.id})` : '',
          action.sign ? '是 yes' : '',
          reason(action.because),
        ]),
      ),
    ),
  );

const effectInWords = (effect: Effect): string => {
  switch (effect.kind) {
    case 'notice':
      return `通知 notice ${effect.notice} → ${roles[effect.to].zh}`;
    case 'record':
      return `记录 record ${effect.record}`;
    case 'command':
      return `指令 command ${effect.command}`;
    case 'subCase':
      return `子案件 sub-case ${effect.process}`;
    case 'tell':
      return `消息 event ${effect.event}`;
    case 'change':
      return `变更 change ${effect.change}`;
    case 'nothing':
      return '';
  }
};

const effectsOf = (process: Process): string =>
  table(
    ['作用 Effect', '内容 What', '依据 Because'],
    Object.entries(process.effects).map(([name, effect]) => [
      `\`${name}\``,
      effectInWords(effect),
      effect.kind === 'nothing' ? '' : reason(effect.because),
    ]),
  );

const rulesOf = (process: Process): string =>
  table(
    ['规则 Rule', '为真之事 What must be true', '依据 Because'],
    Object.entries(process.rules).map(([name, rule]) => [`\`${name}\``, both(rule.title), reason(rule.because)]),
  );

const page = (process: Process): string =>
  [
    `# ${both(process.title)}`,
    '',
    `${process.clause} · ${process.name} · version ${process.version} · ${process.series}`,
    'Generated by `node scripts/generate.ts` from the definition; edit it there.',
    ...(thin.includes(process) ? ['', '尚未投入运行 Not yet carried out by the product.'] : []),
    '',
    `![${process.title.en}](${process.name}.svg)`,
    '',
    `发起 Opened by: ${both(roles[process.start.by])}, ${both(process.start.title)}, ${process.start.form.title.zh} (${process.start.form.id}). ${reason(process.start.because)}`,
    '',
    '## 操作 Actions',
    '',
    actionsOf(process),
    '',
    '## 时限 Limits',
    '',
    limitsOf(process),
    ...(Object.keys(process.rules).length === 0 ? [] : ['', '## 规则 Rules', '', rulesOf(process)]),
    ...(Object.keys(process.effects).length === 0 ? [] : ['', '## 作用 Effects', '', effectsOf(process)]),
    '',
  ].join('\n');

const escaped = (words: string): string =>
  words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** English in two lines at most, cut where a box would overflow. */
const lines = (words: string): readonly string[] => {
  const room = 24;
  if (words.length <= room) return [words];
  const at = words.lastIndexOf(' ', room);
  const rest = words.slice(at + 1);
  return [words.slice(0, at), rest.length > room ? `${rest.slice(0, room - 1)}…` : rest];
};

const svg = (process: Process): string => {
  const view = diagramOf(process, null);
  const edges = view.edges.map(
    ({ points, title }) =>
      `<path class="e" d="M${points.map(([x, y]) => `${x} ${y}`).join('L')}" marker-end="url(#a)"><title>${escaped(both(title))}</title></path>`,
  );
  const nodes = view.nodes.map(({ x, y, width, height, kind, title }) => {
    const words = [title.zh, ...lines(title.en)];
    const first = y + height / 2 - (words.length - 1) * 6.5 + 4;
    const said = words.map(
      (line, i) =>
        `<text class="${i === 0 ? 'z' : 'n'}" x="${x + width / 2}" y="${first + i * 13}">${escaped(line)}</text>`,
    );
    return `<rect class="${kind}" x="${x}" y="${y}" width="${width}" height="${height}" rx="${kind === 'stage' ? 8 : height / 2}"/>${said.join('')}`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${view.width} ${view.height}" width="${view.width}" height="${view.height}">`,
    '<style>rect{fill:#fff;stroke:#6b7a90;stroke-width:1.2}.start{fill:#eef4ff}.end{fill:#f3f4f6}.e{fill:none;stroke:#8a97a8;stroke-width:1.2;stroke-linejoin:round}text{text-anchor:middle;font-family:"Noto Sans SC","Noto Sans CJK SC",sans-serif;fill:#1c2a3a}.z{font-size:13px}.n{font-size:10px;fill:#55657a}</style>',
    '<defs><marker id="a" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0L8 4L0 8z" fill="#8a97a8"/></marker></defs>',
    `<rect x="0" y="0" width="${view.width}" height="${view.height}" style="stroke:none"/>`,
    ...edges,
    ...nodes,
    '</svg>',
    '',
  ].join('\n');
};

const index = (): string =>
  [
    '# Procedures 流程',
    '',
    'Generated by `node scripts/generate.ts` from the definitions.',
    '',
    ...processes.map(
      (process) =>
        `- [${both(process.title)}](${process.name}.md) ${process.clause}${thin.includes(process) ? ' (尚未投入运行 not yet carried out)' : ''}`,
    ),
    '',
  ].join('\n');

/** Pages and pictures of every procedure, by path. */
export const processPages: Readonly<Record<string, () => string>> = {
  'docs/reference/processes/README.md': index,
  ...Object.fromEntries(
    processes.flatMap((process) => [
      [`docs/reference/processes/${process.name}.md`, () => page(process)],
      [`docs/reference/processes/${process.name}.svg`, () => svg(process)],
    ]),
  ),
};
