import { Button, type ButtonProps, Tooltip } from 'antd';
import { useId } from 'react';
import './why-button.css';

/**
 * A button that may be refused. It then stays reachable and says why, on hover, on focus and to screen readers, instead of
 * being greyed out without a word.
 */
export const WhyButton = ({ why, onClick, ...rest }: ButtonProps & { readonly why: string | null }) => {
  const id = useId();
  if (why === null) return <Button {...rest} {...(onClick ? { onClick } : {})} />;
  return (
    <Tooltip title={why} trigger={['hover', 'focus']}>
      <Button
        {...rest}
        type="default"
        danger={false}
        aria-disabled="true"
        aria-describedby={id}
        className="button-refused"
      />
      <span id={id} className="visually-hidden">
        {why}
      </span>
    </Tooltip>
  );
};
