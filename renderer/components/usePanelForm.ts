/**
 * The form of a side panel: kept as a draft while one types, checked against the schema of the contract when it is
 * saved, then as one corrects. The half-typed form comes back after a lock, a crash or a change of screen.
 */
import { type UseFormReturnType, useForm } from '@mantine/form';
import { useRef } from 'react';
import type { z } from 'zod';
import { type Draft, useDraft } from '../ground/drafts.ts';
import { useGesture } from '../ground/under-way.ts';
import { showFirstProblem } from './first-problem.ts';
import { problemsOf } from './form-problems.ts';

interface Options<Values, Input> {
  /** Names the draft: `place.space.<id or new>`. */
  draftKey: string;
  initial: Values;
  schema: z.ZodType;
  /** What the engine is sent, from what the fields hold. */
  toInput(values: Values): Input;
  /** True when it was saved: the draft is then forgotten. */
  save(input: Input): Promise<boolean>;
}

export interface PanelFormState<Values> {
  form: UseFormReturnType<Values>;
  draft: Pick<Draft<Values>, 'restored' | 'discard'>;
  submit(event?: React.SyntheticEvent<HTMLFormElement>): void;
}

export function usePanelForm<Values extends Record<string, unknown>, Input>(
  options: Options<Values, Input>,
): PanelFormState<Values> {
  const { draftKey, initial, schema, toInput, save } = options;
  const draft = useDraft<Values>(draftKey, initial);
  const tried = useRef(false);
  const form = useForm<Values>({
    initialValues: draft.value,
    validate: (values) => problemsOf(schema, toInput(values)),
    onValuesChange: (values) => {
      draft.set(values);
      if (tried.current) form.setErrors(problemsOf(schema, toInput(values)));
    },
  });

  const keep = useGesture(async (values: Values) => {
    if (await save(toInput(values))) await draft.discard();
  });
  const submit = form.onSubmit(
    (values) => keep(values),
    () => {
      tried.current = true;
      // After the messages are drawn: the first field that has one takes the focus.
      requestAnimationFrame(() => {
        showFirstProblem(document.querySelector('form:has([aria-invalid="true"])'));
      });
    },
  );

  return {
    form,
    draft: {
      restored: draft.restored,
      discard: async () => {
        await draft.discard();
        form.setValues(initial as Partial<Values>);
        form.clearErrors();
        await draft.discard();
      },
    },
    submit,
  };
}
