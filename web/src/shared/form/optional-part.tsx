import { Card, Checkbox, Form } from 'antd';
import { type ReactNode, useState } from 'react';

interface Props {
  readonly label: string;
  readonly path: readonly (string | number)[];
  readonly children: ReactNode;
}

/** A part of a form that may be left out as a whole: what is required in it is asked for only when it is given. */
export function OptionalPart({ label, path, children }: Props) {
  const form = Form.useFormInstance();
  const kept: unknown = Form.useWatch([...path], { form, preserve: true });
  const [isAsked, setAsked] = useState<boolean | null>(null);
  const isGiven = isAsked ?? holdsSomething(kept);
  const choose = (next: boolean) => {
    if (!next) form.setFieldValue([...path], undefined);
    setAsked(next);
  };
  const box = (
    <Checkbox id={path.join('_')} checked={isGiven} onChange={({ target }) => choose(target.checked)}>
      {label}
    </Checkbox>
  );
  if (!isGiven) return <div className="form-part">{box}</div>;
  return (
    <Card size="small" title={box} className="form-part">
      {children}
    </Card>
  );
}

const holdsSomething = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  Object.values(value).some((one) => one !== undefined && one !== null);
