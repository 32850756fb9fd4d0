import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { App, Form } from 'antd';
import { useState } from 'react';
import { text } from '../../../../domain/kernel/text.ts';
import { useDraft } from '../../shared/form/draft.ts';
import type { Schema } from '../../shared/form/schema.ts';
import { useWords } from '../../shared/language.tsx';
import type { ProjectDetail } from '../project/detail.ts';
import { useApplicationCheck } from './check.tsx';
import { GROUPS } from './groups.ts';
import { type Saved, useSave } from './save.ts';
import { type Application, partOf, type Values } from './values.ts';
import { useBuyers } from './what-is-bought.tsx';

const route = getRouteApi('/projects/new');

/** What the form begins with: what this person left here, else the saved draft, else the only buyer there is. */
function useBeginning(project: ProjectDetail | null, kept: Values): Values {
  const [buyer, ...others] = useBuyers();
  if (kept.application) return kept;
  if (project) return { application: project.file.application };
  return { application: { ...(others.length === 0 && buyer && { buyerOrgId: buyer.orgId }) } };
}

/** 填报: the form of an application, what is kept of it here and on the server, and what the rules say about it. */
export function useFilling(schema: Schema, project: ProjectDetail | null) {
  const say = useWords();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const { step: asked = '1' } = route.useSearch();
  const [form] = Form.useForm<Values>();
  const draft = useDraft(`application.${project?.projectId ?? 'new'}`, localStorage);
  const beginning = useBeginning(project, draft.values);
  const [values, setValues] = useState(beginning);
  const [keptAt, setKeptAt] = useState<string | null>(null);
  const [saved, setSaved] = useState<Saved | null>(project);
  const check = useApplicationCheck(partOf(schema, values));
  const save = useSave(schema, setSaved);
  const now = (): Values => form.getFieldsValue(true) as Values; // typed as any by antd
  const keep = () => {
    setValues(now());
    draft.keep(now());
    setKeptAt(new Date().toISOString());
  };
  return {
    ...{ form, beginning, values, keptAt, saved, check, save, keep },
    step: Math.min(Math.max(Math.trunc(Number(asked)) - 1 || 0, 0), GROUPS.length),
    goTo: (next: number) =>
      void navigate({ to: '/projects/new', search: (before) => ({ ...before, step: String(next + 1) }) }),
    copy: (application: Application) => {
      form.setFieldsValue({ application });
      keep();
    },
    /** Saves the draft, files it when asked to, and goes to the project's page. */
    store: async (file: boolean) => {
      const done = await save.mutateAsync({ values: now(), saved, file }).catch(() => null);
      if (!done) return;
      draft.drop();
      void message.success(say(file ? text('申请已提交', 'Filed') : text('草稿已保存', 'Draft saved')));
      void navigate({ to: '/projects/$projectId', params: { projectId: done.projectId } });
    },
  };
}
export type Filling = ReturnType<typeof useFilling>;
