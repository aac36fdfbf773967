import { DatePicker, Input, Modal, Segmented } from 'antd';
import { type ReactNode, useId, useState } from 'react';
import { useLanguage } from '../../app/language.tsx';
import { PressProblem } from '../../parts/states.tsx';
import { useChange } from './organisation-query.ts';

interface Props {
  readonly title: string;
  readonly button: string;
  readonly danger?: boolean;
  /** Name of the member that says from when it holds; none where it holds at once. */
  readonly when?: 'from' | 'at';
  /** Path and body of the change, or null where something is still missing. */
  readonly change: () => { readonly path: string; readonly body: object } | null;
  readonly done?: (answer: unknown) => void;
  readonly close: () => void;
  readonly children?: ReactNode;
}

/** Every change of people's data: what, from when, and why. Nothing changes before the server says so. */
export const ChangeDialog = ({ title, button, danger, when, change, done, close, children }: Props) => {
  const { t } = useLanguage();
  const id = useId();
  const press = useChange<unknown>();
  const [reason, setReason] = useState('');
  const [later, setLater] = useState(false);
  const [moment, setMoment] = useState<string | null>(null);
  const [tried, setTried] = useState(false);
  const wanted = change();
  const lacking = wanted === null || (later && moment === null);
  const wrong = lacking ? t('org.incomplete') : reason.trim() === '' ? t('org.reasonMissing') : null;
  const submit = () => {
    setTried(true);
    if (wrong !== null || wanted === null) return;
    const since = when !== undefined && later && moment !== null ? { [when]: moment } : {};
    press.mutate(
      { path: wanted.path, body: { ...wanted.body, ...since, reason: reason.trim() } },
      {
        onSuccess: (answer) => {
          close();
          done?.(answer);
        },
      },
    );
  };
  return (
    <Modal
      open
      title={title}
      okText={button}
      okButtonProps={{ danger: danger ?? false }}
      cancelText={t('common.cancel')}
      confirmLoading={press.isPending}
      onOk={submit}
      onCancel={close}
      width={520}
    >
      <div className="org-form">
        {children}
        {when !== undefined && (
          <>
            <span id={`${id}-when`}>{t('org.when')}</span>
            <div className="org-when">
              <Segmented
                aria-labelledby={`${id}-when`}
                value={later ? 'later' : 'now'}
                onChange={(value) => setLater(value === 'later')}
                options={[
                  { value: 'now', label: t('org.now') },
                  { value: 'later', label: t('org.later') },
                ]}
              />
              {later && (
                <DatePicker
                  aria-label={t('org.moment')}
                  format="YYYY-MM-DD HH:mm"
                  showTime={{ format: 'HH:mm' }}
                  onChange={(at) => setMoment(at ? `${at.format('YYYY-MM-DDTHH:mm')}:00+08:00` : null)}
                />
              )}
            </div>
          </>
        )}
        <label htmlFor={`${id}-why`}>{t('org.reason')}</label>
        <Input.TextArea
          id={`${id}-why`}
          autoSize={{ minRows: 2, maxRows: 5 }}
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        {tried && wrong !== null && (
          <p role="alert" className="form-error">
            {wrong}
          </p>
        )}
        {press.error !== null && <PressProblem error={press.error} kept />}
      </div>
    </Modal>
  );
};
