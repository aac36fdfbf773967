/** Loads every construct of the server that carries an obligation; the product loads the same files where it uses them. */
import './case/filing.ts';
import './modules/registry.ts';
import './platform/inspect/inspection.ts';
