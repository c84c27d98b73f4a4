/**
 * Calls that no screen would make: of every method of the contract, with what is nearly right, of another type, or absurd.
 * A vault is made again when a call closed it.
 */
import fc from 'fast-check';
import { z } from 'zod';
import { type MethodName, methods } from '#shared/contract/index.ts';
import type { Engine } from '../index.ts';
import { testPassphrase } from './engine.ts';

type Schema = {
  [key: string]: unknown;
  anyOf?: Schema[];
  items?: Schema;
  properties?: Record<string, Schema>;
};

const texts = [
  '',
  ' ',
  'Atelier',
  '2027-01-12',
  '2027-02-30',
  '2199-12-31',
  '9999-99-99',
  'demain',
  '10:00',
  '10:07',
  '24:00',
  '25:61',
  '2027-1',
  '2027-5',
  '2027-01',
  '2027-13',
  'Europe/Paris',
  'Ailleurs/Nulle-Part',
  '\u0000',
  '\ud800',
  '🌿'.repeat(400),
  "'; DROP TABLE entities; --",
  '__proto__',
  'x'.repeat(3000),
];
const numbers = [
  0,
  -0,
  1,
  -1,
  7,
  53,
  1.5,
  2 ** 31,
  2 ** 53,
  -(2 ** 53),
  Number.NaN,
  Number.POSITIVE_INFINITY,
];
const anything: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(null, undefined, true, false, {}, [], { a: { b: [] } }, ...texts, ...numbers),
  fc.anything({ maxDepth: 2 }),
);

/** What the schema takes, with a field missing, too much, or something else in its place here and there. */
function nearly(schema: Schema, depth = 0): fc.Arbitrary<unknown> {
  const right = ((): fc.Arbitrary<unknown> => {
    if (depth > 6) return anything;
    if (Array.isArray(schema.enum)) return fc.constantFrom<unknown>(...schema.enum);
    if ('const' in schema) return fc.constant(schema.const);
    const choices = schema.anyOf ?? (schema.oneOf as Schema[] | undefined);
    if (choices) return fc.oneof(...choices.map((one) => nearly(one, depth + 1)));
    if (schema.type === 'array') return fc.array(nearly(schema.items ?? {}, depth + 1), { maxLength: 3 });
    if (schema.type === 'object' && schema.properties) {
      const fields = Object.entries(schema.properties).map(
        ([key, of]) => [key, nearly(of, depth + 1)] as const,
      );
      return fc.record(Object.fromEntries(fields), fields.length > 3 ? {} : { requiredKeys: [] });
    }
    if (schema.type === 'string') return fc.oneof(fc.constantFrom(...texts), fc.string({ unit: 'binary' }));
    if (schema.type === 'number' || schema.type === 'integer')
      return fc.oneof(fc.constantFrom(...numbers), fc.integer({ min: 0, max: 400 }));
    if (schema.type === 'boolean') return fc.boolean();
    return anything;
  })();
  return fc.oneof({ weight: 9, arbitrary: right }, { weight: 1, arbitrary: anything });
}

const names = Object.keys(methods) as MethodName[];
const calls = new Map(
  names.map((name) => [
    name,
    nearly(z.toJSONSchema(methods[name].params, { unrepresentable: 'any', io: 'input' }) as Schema),
  ]),
);

export interface OddAnswer {
  method: string;
  params: unknown;
  answer: unknown;
}

/** The calls that were answered with neither a value nor a refusal that has a name, of `count` drawn from `seed`. */
export async function callAnything(engine: Engine, count: number, seed: number): Promise<OddAnswer[]> {
  const odd: OddAnswer[] = [];
  const each = Math.ceil(count / names.length);
  for (const [at, method] of names.entries()) {
    for (const params of fc.sample(calls.get(method) ?? anything, { numRuns: each, seed: seed + at })) {
      const { value: state } = (await engine.call('vault.state', {})) as { value?: { open: unknown } };
      if (!state?.open)
        await engine.call('vault.create', {
          team: 'La Ressourcerie',
          profile: 'ressourcerie',
          name: 'Claire',
          role: 'coordinator',
          passphrase: testPassphrase,
        });
      const answer: unknown = await engine
        .call(method, params as never)
        .catch((error: unknown) => ({ rejected: String(error) }));
      const refusal = (answer as { ok?: boolean; error?: { tag?: string } }).error?.tag;
      const isNamed = (answer as { ok?: boolean }).ok === true || (refusal ?? 'unexpected') !== 'unexpected';
      if (!isNamed) odd.push({ method, params, answer });
    }
  }
  return odd;
}
