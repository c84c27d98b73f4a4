/**
 * A printed piece: drawn on the screen as sheets of paper, smaller, and once more at its real size for the printer
 * (`print-sheet`, never on screen).
 */
import { Portal } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { type CSSProperties, Fragment, type ReactNode, useMemo } from 'react';
import { columnWidth, px, sheets } from './formats.ts';
import classes from './paper.module.css';
import { coloursOf } from './parts.tsx';
import type { Laid, PaperPlan } from './plan.ts';
import { useLaid } from './use-laid.ts';

interface SheetsProps {
  /** All on one format of paper. */
  plans: readonly PaperPlan[];
  /** What one sees, for those who do not: "Affiche A3, 1 page". */
  label(pages: number): string;
}

const GAP = 24;

export function Sheets({ plans, label }: SheetsProps) {
  const { laid, measure } = useLaid(plans);
  const drawn = useMemo(
    () =>
      laid?.map((one, rank) => {
        const plan = plans[rank];
        // biome-ignore lint/suspicious/noArrayIndexKey: plans are their rank
        return plan ? <Drawn key={rank} plan={plan} laid={one} /> : null;
      }),
    [plans, laid],
  );
  const { ref, width } = useElementSize();
  const format = plans[0]?.format ?? 'a4';
  const sheet = sheets[format];
  const scale = Math.min(width / px(sheet.width), format === 'a3' ? 0.62 : 0.85);
  const pages =
    (laid ?? []).reduce((sum, one) => sum + one.pages.length, 0) +
    plans.filter(({ before }) => before !== undefined).length;
  const size = { width: px(sheet.width) * scale, height: (px(sheet.height) + GAP) * pages * scale };
  return (
    <>
      <div ref={measure} className={`${classes.measure} ${classes.words} no-print`} aria-hidden inert>
        {plans.map((plan, rank) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: plans are their rank
          <Measure key={rank} plan={plan} />
        ))}
      </div>
      <div ref={ref} className={classes.stage}>
        {drawn && pages > 0 && width > 0 ? (
          <div role="img" aria-label={label(pages)} className={classes.preview} style={size}>
            <div
              className={classes.scaled}
              aria-hidden
              style={{ transform: `scale(${scale})`, width: px(sheet.width) }}
            >
              {drawn}
            </div>
          </div>
        ) : null}
      </div>
      {/* Its own place in the page: among other things of another paper, a page of theirs would come out first. */}
      <Portal reuseTargetNode={false}>
        <section className="print-sheet">{drawn}</section>
      </Portal>
    </>
  );
}

function Drawn({ plan, laid }: { plan: PaperPlan; laid: Laid }) {
  const units = plan.candidates[laid.candidate]?.units ?? [];
  const { columns, scale } = laid.arrangement;
  const sheet = sheets[plan.format];
  const body: CSSProperties = {
    fontSize: `${plan.basePt * scale}pt`,
    columnGap: `${sheet.gap}mm`,
    gridTemplateColumns: `repeat(${columns}, ${columnWidth(sheet, columns)}mm)`,
  };
  return (
    <>
      {plan.before}
      {laid.pages.map((page, number) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: pages have no other name than their rank
        <SheetOfPaper key={number} plan={plan} folds={plan.folds === true ? columns : 0}>
          <div className={classes.part}>{plan.head(number)}</div>
          <div className={classes.columns} style={body}>
            {page.map((column, rank) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: so do columns
              <div key={rank}>
                {column.map(({ unit, again }) => (
                  <div key={`${units[unit]?.key}${again ? '-again' : ''}`} className={classes.part}>
                    {units[unit]?.node}
                  </div>
                ))}
              </div>
            ))}
          </div>
          <div className={classes.part}>{plan.foot(number, laid.pages.length, laid.leftOut)}</div>
        </SheetOfPaper>
      ))}
    </>
  );
}

interface SheetOfPaperProps {
  plan: Pick<PaperPlan, 'format' | 'whole' | 'place'>;
  /** Panels between which paper is folded; 0 for a sheet that stays flat. */
  folds?: number;
  children: ReactNode;
}

export function SheetOfPaper({ plan: { format, whole, place }, folds = 0, children }: SheetOfPaperProps) {
  return (
    <div
      className={classes.sheet}
      data-format={format}
      data-whole={whole}
      style={{ ...coloursOf(place), padding: `${sheets[format].margin}mm` }}
    >
      {Array.from({ length: Math.max(0, folds - 1) }, (_, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: folds are their rank
        <div key={n} className={classes.fold} style={{ left: `${(100 * (n + 1)) / folds}%` }} />
      ))}
      {children}
    </div>
  );
}

/** Everything once, out of sight, at its real width. */
function Measure({ plan }: { plan: PaperPlan }) {
  const sheet = sheets[plan.format];
  const width = { width: `${sheet.width - 2 * sheet.margin}mm` };
  return (
    <div data-whole={plan.whole}>
      {(['first', 'rest'] as const).map((which, page) => (
        <Fragment key={which}>
          <div data-part={`head-${which}`} className={classes.part} style={width}>
            {plan.head(page)}
          </div>
          <div data-part={`foot-${which}`} className={classes.part} style={width}>
            {plan.foot(page, 88, 88)}
          </div>
        </Fragment>
      ))}
      {plan.candidates.map(({ units }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: candidates are their rank
        <div key={index} data-candidate={index}>
          {units.map(({ key, node }) => (
            <div key={key} className={classes.part}>
              {node}
            </div>
          ))}
        </div>
      ))}
    </div>
  );
}
