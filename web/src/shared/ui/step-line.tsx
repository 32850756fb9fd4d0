import { type Text, text } from '../../../../domain/kernel/text.ts';
import { useWords } from '../language.tsx';
import { cut } from './cut.ts';
import { Wide } from './wide.tsx';

const WIDTH = 196;
/** What a line of a node holds, and its bold title. */
const LINE_UNITS = 27;
const TITLE_UNITS = 24;
const HEIGHT = 64;
const GAP = 28;
/** One step of a line: done, open, or expected. */
export interface StepNode {
  readonly key: string;
  readonly kind: 'done' | 'open' | 'ahead';
  readonly title: Text;
  readonly who: string;
}

const KIND_WORDS: Readonly<Record<StepNode['kind'], Text>> = {
  done: text('已办', 'done'),
  open: text('在办', 'open'),
  ahead: text('预计', 'forecast'),
};
const KIND_LOOKS: Readonly<Record<StepNode['kind'], { fill: string; stroke: string; dash: string }>> = {
  done: { fill: '#1a6e35', stroke: '#1a6e35', dash: '' },
  open: { fill: '#1d4f91', stroke: '#8dbbff', dash: '' },
  ahead: { fill: '#3d4654', stroke: '#aab4c4', dash: '5 4' },
};

interface Props {
  readonly label: string;
  readonly nodes: readonly StepNode[];
}

/** 路线图: steps one after the other, drawn; its words stand in the picture's description. */
export function StepLine({ label, nodes }: Props) {
  const say = useWords();
  if (nodes.length === 0) return null;
  const width = nodes.length * (WIDTH + GAP) - GAP + 4;
  const words = nodes.map(({ kind, title, who }) => `${say(KIND_WORDS[kind])} ${say(title)}（${who}）`);
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
              {cut(`${say(KIND_WORDS[node.kind])} ${say(node.title)}`, TITLE_UNITS)}
            </text>
            <text x={10} y={48} fill="#fff" fontSize={12}>
              {cut(node.who, LINE_UNITS)}
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
