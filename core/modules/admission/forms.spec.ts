import { describe, expect, it } from 'vitest';
import { checkForm } from '../../forms/check-form.ts';
import { admission } from './process.ts';
import * as filled from './testing/filled.ts';
import { inResult, received, story } from './testing/story.ts';

const forms = [
  admission.start.form,
  ...Object.values(admission.stages).flatMap((stage) =>
    Object.values(stage.tasks).flatMap((task) => Object.values(task.actions).flatMap((action) => action.form ?? [])),
  ),
];

describe('the forms of the admission', () => {
  it.each(forms.map((form) => [form.id, form] as const))('%s can be carried by every face', (_id, form) => {
    expect(checkForm(form)).toEqual([]);
  });

  it.each(['I', 'II', 'III'] as const)('a complete application of class %s is taken', (deviceClass) => {
    expect(received(filled.application(deviceClass)).stages()).toEqual(['completeness']);
  });

  it('a clean admission goes from application to archive', () => {
    const told = inResult()
      .act('clerk', 'result.notify', filled.result)
      .act('archivist', 'archive.archive', filled.archive);
    expect(told.state.ended?.end).toBe('admitted');
    expect(story().stages()).toEqual([]);
  });
});
