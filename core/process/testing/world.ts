import { dateOf } from '../../base/time.ts';
import { chinaDays } from '../../calendar/china.ts';
import { parameterAt } from '../../manual/parameters.ts';
import type { Context } from '../run.ts';
import { timekeeperOf } from '../timekeeper.ts';
import type { Player, World } from './given.ts';

/** The shipped figures, with those of a law beside them; what the server adds are a company's own. */
export const shippedParameter: Context['parameter'] = (id, at) => {
  const { value, clause, beside = [] } = parameterAt(id, dateOf(at));
  return [{ value, clause }, ...beside].map((figure) => ({ value: String(figure.value), clause: figure.clause }));
};

/** A world with the real calendar and the shipped parameters, for stories about real procedures. */
export const realWorld = (players: Readonly<Record<string, Player>>): World => ({
  time: timekeeperOf(chinaDays, '18:00'),
  parameter: shippedParameter,
  players,
});
