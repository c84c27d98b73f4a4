import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isHidden, type LayerKind } from './layers.ts';

const seen = (...kinds: LayerKind[]) => kinds.map((_, at) => !isHidden(kinds, at));
const stacks = fc.array(fc.constantFrom<LayerKind>('panel', 'dialog'), { minLength: 1, maxLength: 6 });

describe('what is seen of panels and dialogs that are open together', () => {
  it('shows a question with the panel that asks it', () => {
    expect(seen('panel', 'dialog')).toEqual([true, true]);
  });
  it('shows the last of two questions, and the panel that asked', () => {
    expect(seen('panel', 'dialog', 'dialog')).toEqual([true, false, true]);
  });
  it('shows the last of two panels', () => {
    expect(seen('panel', 'panel')).toEqual([false, true]);
    expect(seen('panel', 'dialog', 'panel', 'dialog')).toEqual([false, false, true, true]);
  });
  it('shows what is on top always, and never two of one kind', () => {
    fc.assert(
      fc.property(stacks, (kinds) => {
        const shown = kinds.filter((_, at) => !isHidden(kinds, at));
        expect(shown.at(-1)).toBe(kinds.at(-1));
        expect(new Set(shown).size).toBe(shown.length);
      }),
    );
  });
});
