-- How many offers in a row somebody let lapse: an answer is noted only where that changes something.
alter table sentinel add column lapses int not null default 0;
