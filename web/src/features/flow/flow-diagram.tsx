import { text } from '../../../../domain/kernel/text.ts';
import { useWords } from '../../shared/language.tsx';
import { cut } from '../../shared/ui/cut.ts';
import { Wide } from '../../shared/ui/wide.tsx';
import type { FlowDetail } from './flow-detail.ts';
import './flow.css';
import { layersOf, type Placed } from './layers.ts';

const WIDTH = 168;
const HEIGHT = 52;
const GAP = { x: 48, y: 24 };
/** What a line of a node holds. */
const LINE_UNITS = 22;

const leftOf = ({ column }: Placed): number => column * (WIDTH + GAP.x) + 2;
const topOf = ({ row }: Placed): number => row * (HEIGHT + GAP.y) + 2;

/** 流程图 from left to right; what it shows stands below it in words. */
export function FlowDiagram({ flow }: { readonly flow: FlowDetail }) {
  const say = useWords();
  const placed = layersOf(flow.steps, String(flow.document['start']));
  const at = new Map(placed.map((one) => [one.node, one]));
  const width = (Math.max(...placed.map(({ column }) => column)) + 1) * (WIDTH + GAP.x);
  const height = (Math.max(...placed.map(({ row }) => row)) + 1) * (HEIGHT + GAP.y);
  const label = say(
    text(`流程图：${flow.title.zh}，说明见下方`, `Diagram of ${flow.title.en}; told in words below`),
  );
  return (
    <Wide label={label} minWidth={Math.min(width, 320)}>
      <svg width={width} height={height} role="img" aria-label={label} className="flow-diagram">
        {flow.steps.flatMap(({ node, next }) =>
          next.map((id) => {
            const [from, to] = [at.get(node), at.get(id ?? '')];
            return from && to && <Edge key={`${node} ${id}`} from={from} to={to} />;
          }),
        )}
        {flow.steps.map(({ node, kind, title, next }) => {
          const place = at.get(node);
          return (
            place && (
              <g key={node} transform={`translate(${leftOf(place)}, ${topOf(place)})`}>
                <rect
                  width={WIDTH}
                  height={HEIGHT}
                  rx={kind === 'approve' ? 6 : HEIGHT / 2}
                  className={`flow-node flow-${kind}`}
                />
                <text x={WIDTH / 2} y={next.includes(null) ? 24 : 31} textAnchor="middle">
                  {cut(say(title), LINE_UNITS)}
                </text>
                {next.includes(null) && (
                  <text x={WIDTH / 2} y={42} textAnchor="middle" className="flow-end">
                    {say(text('可到终点', 'may end here'))}
                  </text>
                )}
              </g>
            )
          );
        })}
      </svg>
    </Wide>
  );
}

/** A line that leaves to the right and arrives from the left. */
function Edge({ from, to }: { readonly from: Placed; readonly to: Placed }) {
  const [x1, y1] = [leftOf(from) + WIDTH, topOf(from) + HEIGHT / 2];
  const [x2, y2] = [leftOf(to) - 2, topOf(to) + HEIGHT / 2];
  const bend = GAP.x / 2;
  return (
    <path
      className="flow-edge"
      d={`M ${x1} ${y1} C ${x1 + bend} ${y1}, ${x2 - bend} ${y2}, ${x2 - 6} ${y2} m -5 -5 l 6 5 l -6 5`}
    />
  );
}
