create table if not exists export (
  seq integer primary key, id text unique not null, state text not null, paths text not null, settings text not null,
  message text not null default '', rows_read integer not null default 0, published integer not null default 0,
  records text not null default '', began integer not null, ended integer);
create table if not exists conflict_answer (id text primary key, answer text not null, at integer not null);
