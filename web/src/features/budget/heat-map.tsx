import type { Execution } from '../../../../api/contract/execution.ts';
import { text } from '../../../../domain/kernel/text.ts';
import { shortMoney } from '../../shared/format.ts';
import { useLanguage, useWords } from '../../shared/language.tsx';
import { savingRate } from './rates.ts';

type Use = Execution['sectors'][number];
const usedFen = ({ reservedFen, committedFen, paidFen }: Use): number => reservedFen + committedFen + paidFen;
const LEVELS = 5;

/** Which of five shades a cell has, by its part of the largest cell; 0 is empty. */
const levelOf = (value: number, largest: number): number =>
  value === 0 ? 0 : Math.max(1, Math.ceil((value / largest) * LEVELS));

/** 热力图: what projects hold of the budget, by region and sector; every cell says its figure. */
export function HeatMap({ execution: { regions, sectors } }: { readonly execution: Execution }) {
  const say = useWords();
  const { language } = useLanguage();
  const largest = Math.max(1, ...regions.flatMap((region) => region.sectors.map(usedFen)));
  if (sectors.length === 0) return null;
  const title = say(text('行业与地区', 'Sectors and regions'));
  return (
    <section>
      <h2 className="part-title">{title}</h2>
      <div className="wide" role="region" aria-label={title} tabIndex={0}>
        <table className="heat">
          <caption>
            {say(
              text(
                '各格为项目已预留、已承诺和已支付金额之和，颜色越深金额越大。',
                'Each cell is what projects have reserved, committed and paid; darker is more.',
              ),
            )}
          </caption>
          <thead>
            <tr>
              <th scope="col">{say(text('行业', 'Sector'))}</th>
              {regions.map((region) => (
                <th scope="col" key={region.regionCode}>
                  {region.regionName}
                </th>
              ))}
              <th scope="col">{say(text('合计', 'Total'))}</th>
              <th scope="col">{say(text('节约率', 'Saving rate'))}</th>
            </tr>
          </thead>
          <tbody>
            {sectors.map((sector) => (
              <tr key={sector.sector}>
                <th scope="row">{sector.sector}</th>
                {regions.map((region) => {
                  const use = region.sectors.find((one) => one.sector === sector.sector);
                  const value = use ? usedFen(use) : 0;
                  return (
                    <td key={region.regionCode} className={`heat-${levelOf(value, largest)}`}>
                      {value === 0 ? '—' : shortMoney(value, language)}
                    </td>
                  );
                })}
                <td>{shortMoney(usedFen(sector), language)}</td>
                <td>{savingRate(sector.saving)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
