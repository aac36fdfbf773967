import { switchOff } from '../core/manual/switched-off.ts';

// Loaded before the tests, and by --import before the programs that they start. Only a proof sets the variable, and
// outside of tests it is not honoured.
const carrier = process.env.PLUMBLINE_DISABLE;
if (carrier !== undefined && carrier !== '' && process.env.NODE_ENV === 'test') switchOff(carrier);
