-- What an agent sees of its request beside the decision: an open question, or what became of it.
alter table request add column progress text;
-- When the approval was used. Only for decisions of policy: those of a case are used at the case.
alter table request add column used_at timestamptz;

-- What an agent answered to the questions of Sentinels, under the key of the dossier.
create table dossier_info (
  request_id uuid  not null,
  number     int   not null,
  content    bytea not null,
  primary key (request_id, number)
);
