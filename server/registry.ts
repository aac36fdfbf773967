/**
 * Loads what the running server loads, and with it every construct that carries an obligation: what is not wired into the
 * product is not counted. Uploads are looked into by a process of their own, hence the last line.
 */
import './assemble.ts';
import './http/routes.ts';
import './worker/work.ts';
import './platform/inspect/inspection.ts';
