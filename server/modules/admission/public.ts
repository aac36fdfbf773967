export { admissionAnchors } from './anchors.ts';
export { admissionChanges } from './changes.ts';
export { admissionBar, misnamedFiles } from './facts.ts';
