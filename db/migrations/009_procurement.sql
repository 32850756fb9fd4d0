-- 采购程序: the file of a project holds its procurement procedure, the buyer's choice until its notice, and its disputes.
update project
set file = file || '{"procedure": null, "disputes": [], "choice": null}'::jsonb
where not file ? 'procedure';
