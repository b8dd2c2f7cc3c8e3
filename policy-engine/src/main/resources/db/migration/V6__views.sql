-- When each Sentinel was first shown the dossier, in milliseconds: who has not read it does not teach.
alter table recorded_request add column views jsonb;
