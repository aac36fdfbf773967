import { Button, type ButtonProps, Tooltip } from 'antd';
import { useId } from 'react';
import './why-button.css';

/**
 * A button that may be refused. It then stays reachable and says why, on hover, on focus and to screen readers, instead of
 * being greyed out without a word.
 */
export const WhyButton = ({
  why,
  busy = false,
  onClick,
  ...rest
}: Omit<ButtonProps, 'loading'> & { readonly why: string | null; readonly busy?: boolean }) => {
  const id = useId();
  // Not antd's `loading`: its sign can outstay the work and then stands in the button's name.
  const working = busy ? { 'aria-busy': true, className: 'button-busy' } : {};
  if (why === null) return <Button {...rest} {...working} {...(onClick ? { onClick } : {})} />;
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
