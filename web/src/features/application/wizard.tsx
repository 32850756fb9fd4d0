import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Button, Empty, Form, Skeleton, Space, Steps, Typography } from 'antd';
import { text } from '../../../../domain/kernel/text.ts';
import { get } from '../../shared/api.ts';
import { ObjectFields } from '../../shared/form/fields.tsx';
import { openApiQuery } from '../../shared/form/open-api.ts';
import { RemarksProvider } from '../../shared/form/remarks.tsx';
import { bodyOf, only, type Schema } from '../../shared/form/schema.ts';
import { moment } from '../../shared/format.ts';
import { useLanguage, useWords } from '../../shared/language.tsx';
import { Fetched, Page } from '../../shared/ui/page.tsx';
import { ProblemNotice } from '../../shared/ui/problem-notice.tsx';
import type { ProjectDetail } from '../project/detail.ts';
import './application.css';
import { type Finding, remarksFrom } from './check.tsx';
import { CopyLast } from './copy-last.tsx';
import { Filing } from './filing.tsx';
import { FILING, GROUPS, stepOf } from './groups.ts';
import { LateEntry } from './late-entry.tsx';
import { type Filling, useFilling } from './use-filling.ts';
import type { Values } from './values.ts';
import { useBuyers, WhatIsBought } from './what-is-bought.tsx';

const route = getRouteApi('/projects/new');
/** Entered by hand-made fields, not by those of the schema. */
const BY_HAND: readonly string[] = ['buyerOrgId', 'catalogItemCode'];

/** 项目申报: an application step by step, checked by the rules as it is filled in; `draft` in the address goes on with one. */
export function ApplicationWizard() {
  const say = useWords();
  const { draft } = route.useSearch();
  const isHandler = useBuyers().length > 0;
  const api = useQuery(openApiQuery);
  const project = useQuery({
    queryKey: ['project', draft],
    queryFn: () => get<ProjectDetail>(`/projects/${draft ?? ''}`),
    enabled: draft !== undefined,
  });
  if (!isHandler) {
    const words = text(
      '申报由经办人办理，您没有该岗位。',
      'Applications are made by handlers; you do not hold that post.',
    );
    return (
      <Page title={text('项目申报', 'New application')}>
        <Empty description={say(words)} />
      </Page>
    );
  }
  if (api.error) return <ProblemNotice error={api.error} onRetry={() => void api.refetch()} />;
  const schema = api.data && bodyOf(api.data, '/api/v1/projects')?.properties?.['application'];
  if (!schema) return <Skeleton active />;
  if (draft === undefined) return <Wizard key="new" schema={schema} project={null} />;
  return (
    <Fetched of={project}>{(detail) => <Wizard key={draft} schema={schema} project={detail} />}</Fetched>
  );
}

interface Props {
  readonly schema: Schema;
  readonly project: ProjectDetail | null;
}

function Wizard({ schema, project }: Props) {
  const say = useWords();
  const { language } = useLanguage();
  const filling = useFilling(schema, project);
  const { check, save, keptAt, step, goTo } = filling;
  const findings = check.data?.findings ?? [];
  return (
    <Page
      title={project?.name ?? text('项目申报', 'New application')}
      extra={
        keptAt && (
          <Typography.Text type="secondary" role="status">
            {say(text('已自动暂存 ', 'Kept on this computer '))}
            {moment(keptAt, language)}
          </Typography.Text>
        )
      }
    >
      <WizardSteps findings={findings} step={step} goTo={goTo} />
      <RemarksProvider value={remarksFrom(findings, save.error ?? check.error)}>
        <Form<Values>
          form={filling.form}
          layout="vertical"
          className="application"
          initialValues={filling.beginning}
          onValuesChange={filling.keep}
          onFinish={() => void filling.store(true)}
          onFinishFailed={({ errorFields }) => {
            const [part, field] = errorFields[0]?.name ?? [];
            if (part === 'application') goTo(stepOf(String(field)));
          }}
          scrollToFirstError
        >
          <Parts schema={schema} filling={filling} />
          <div hidden={step < GROUPS.length}>
            <LateEntry project={project} />
            <Filing findings={findings} />
          </div>
          {save.error && <ProblemNotice error={save.error} />}
          <Ways filling={filling} />
        </Form>
      </RemarksProvider>
    </Page>
  );
}

interface StepsProps {
  readonly findings: readonly Finding[];
  readonly step: number;
  readonly goTo: (step: number) => void;
}

/** The steps; one with a field that the rules do not allow is marked. */
function WizardSteps({ findings, step, goTo }: StepsProps) {
  const say = useWords();
  const blocked = findings.filter(({ severity }) => severity === 'block');
  const wrong = new Set(blocked.flatMap(({ fields }) => fields.map(stepOf)));
  return (
    <Steps
      size="small"
      current={step}
      onChange={goTo}
      className="form-part"
      items={[...GROUPS.map(({ title }) => title), FILING].map((title, index) => ({
        title: say(title),
        ...(wrong.has(index) && { status: 'error' as const }),
      }))}
    />
  );
}

/** All parts stand in the form, so that none forgets what was entered; one is shown. */
function Parts({ schema, filling }: { readonly schema: Schema; readonly filling: Filling }) {
  const { saved, values, step, copy } = filling;
  const buyerOrgId = values.application?.buyerOrgId;
  return GROUPS.map(({ fields }, index) => (
    <div key={fields[0]} hidden={index !== step}>
      {index === 0 && (
        <>
          {saved === null && buyerOrgId && (
            <div className="form-part">
              <CopyLast buyerOrgId={buyerOrgId} onCopied={copy} />
            </div>
          )}
          <WhatIsBought isFixed={saved !== null} />
        </>
      )}
      <ObjectFields
        schema={only(
          schema,
          fields.filter((name) => !BY_HAND.includes(name)),
        )}
        path={['application']}
      />
    </div>
  ));
}

function Ways({ filling: { step, goTo, save, store } }: { readonly filling: Filling }) {
  const say = useWords();
  return (
    <Space wrap className="form-part">
      {step > 0 && <Button onClick={() => goTo(step - 1)}>{say(text('上一步', 'Back'))}</Button>}
      {step < GROUPS.length ? (
        <Button type="primary" onClick={() => goTo(step + 1)}>
          {say(text('下一步', 'Next'))}
        </Button>
      ) : (
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {say(text('提交申请', 'File the application'))}
        </Button>
      )}
      <Button loading={save.isPending} onClick={() => void store(false)}>
        {say(text('保存草稿', 'Save the draft'))}
      </Button>
    </Space>
  );
}
