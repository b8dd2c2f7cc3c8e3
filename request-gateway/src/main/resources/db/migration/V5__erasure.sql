-- Which dossiers were erased, and the ones whose time has come.
alter table dossier add column erased_at timestamptz;
create index request_by_age on request (submitted_at) where decision is not null;
