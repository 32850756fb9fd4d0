import type { Schedule } from '../../../../api/contract/schedule.ts';
import { type Text, text } from '../../../../domain/kernel/text.ts';
import { useWords } from '../../shared/language.tsx';
import { Wide } from '../../shared/ui/wide.tsx';

const WIDTH = 168;
const HEIGHT = 64;
const GAP = 28;
/** Steps behind the open one that are drawn; the table below has all of them. */
const BEHIND = 3;

interface Node {
  readonly key: string;
  readonly kind: 'done' | 'open' | 'ahead';
  readonly title: Text;
  readonly who: string;
}

const KIND_WORDS: Readonly<Record<Node['kind'], Text>> = {
  done: text('已办', 'done'),
  open: text('在办', 'open'),
  ahead: text('预计', 'forecast'),
};
const KIND_LOOKS: Readonly<Record<Node['kind'], { fill: string; stroke: string; dash: string }>> = {
  done: { fill: '#1a6e35', stroke: '#1a6e35', dash: '' },
  open: { fill: '#1d4f91', stroke: '#8dbbff', dash: '' },
  ahead: { fill: '#3d4654', stroke: '#aab4c4', dash: '5 4' },
};

/** 办理路线: what has been done, what is open, and who is expected next on the approval route. */
export function RouteDiagram({ schedule }: { readonly schedule: Schedule }) {
  const say = useWords();
  const nodes = nodesOf(schedule, say);
  if (nodes.length === 0) return null;
  const width = nodes.length * (WIDTH + GAP) - GAP + 4;
  const words = nodes.map(({ kind, title, who }) => `${say(KIND_WORDS[kind])} ${say(title)}（${who}）`);
  const label = say(text('办理路线', 'Route'));
  return (
    <Wide label={label} minWidth={width}>
      <svg width={width} height={HEIGHT + 4} role="img" aria-label={`${label}：${words.join(' → ')}`}>
        {nodes.map((node, index) => (
          <g key={node.key} transform={`translate(${index * (WIDTH + GAP) + 2}, 2)`}>
            <rect
              width={WIDTH}
              height={HEIGHT}
              rx={8}
              strokeWidth={2}
              fill={KIND_LOOKS[node.kind].fill}
              stroke={KIND_LOOKS[node.kind].stroke}
              strokeDasharray={KIND_LOOKS[node.kind].dash}
            />
            <text x={10} y={25} fill="#fff" fontSize={13} fontWeight={600}>
              {cut(`${say(KIND_WORDS[node.kind])} ${say(node.title)}`)}
            </text>
            <text x={10} y={48} fill="#fff" fontSize={12}>
              {cut(node.who)}
            </text>
            {index < nodes.length - 1 && (
              <path
                d={`M ${WIDTH + 4} ${HEIGHT / 2} h ${GAP - 12} m -6 -5 l 6 5 l -6 5`}
                fill="none"
                stroke="#8a94a6"
                strokeWidth={2}
              />
            )}
          </g>
        ))}
      </svg>
    </Wide>
  );
}

const LINE_UNITS = 22;
/** Shortens a line to what a node holds; a Chinese character takes the room of two Latin ones. */
function cut(line: string): string {
  let room = LINE_UNITS;
  const kept = [...line].filter((sign) => (room -= sign > '\u2e80' ? 2 : 1) >= 0).join('');
  return kept === line ? line : `${kept}…`;
}

function nodesOf({ steps, forecast }: Schedule, say: ReturnType<typeof useWords>): readonly Node[] {
  const done = steps.filter(({ status }) => status === 'done').slice(-BEHIND);
  const open = steps.filter(({ status }) => status === 'open');
  return [
    ...[...done, ...open].map(
      ({ step, stepTitle, orgName, roleTitle, status, openedOn }): Node => ({
        key: `${step} ${openedOn} ${status}`,
        kind: status === 'open' ? 'open' : 'done',
        title: stepTitle,
        who: `${orgName} ${say(roleTitle)}`,
      }),
    ),
    ...forecast.map(
      ({ step, stepTitle, orgName, roleTitle }): Node => ({
        key: `ahead ${step}`,
        kind: 'ahead',
        title: stepTitle,
        who: `${orgName ?? ''} ${say(roleTitle)}`,
      }),
    ),
  ];
}
