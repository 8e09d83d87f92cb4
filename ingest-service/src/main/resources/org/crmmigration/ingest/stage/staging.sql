create table if not exists reading (export integer primary key, findings integer not null);
create table if not exists file (
  id integer primary key, export integer not null, name text not null, path text not null, entry text,
  kind text not null default 'unknown', state text not null default 'waiting', sha256 text not null default '',
  bytes integer not null default 0, encoding text not null default '', delimiter text not null default '',
  exported_at integer not null default 0, header text not null default '', profile text not null default '',
  physical integer not null default 0, headers integer not null default 0, blanks integer not null default 0,
  first_at integer, last_at integer);
create table if not exists file_dialect (
  file integer primary key, mark integer not null, line_ends text not null, quoted integer not null,
  lines integer not null, preamble integer not null);
create table if not exists staged (
  id integer primary key, file integer not null, kind text not null, line integer not null,
  key text, mail text, digest integer not null, cells text,
  place integer not null default 0, size integer not null default 0);
create table if not exists member (
  identity integer not null, staged integer not null, primary key (identity, staged)) without rowid;
create unique index if not exists member_staged on member (staged);
create table if not exists row_account (
  file integer not null, folded integer not null, state text not null, reason text not null, rows integer not null,
  lines blob not null);
create index if not exists row_account_file on row_account (file);
create table if not exists finding (
  id integer primary key, export integer not null, rule text not null, severity text not null, file text not null,
  row integer not null, title text not null, source_key text, detail text not null);
create table if not exists identity (
  id integer primary key, source_key text unique not null, kartra_id text, mail text, conflict integer not null default 0);
create index if not exists identity_kartra on identity (kartra_id);
create table if not exists address (
  mail text not null, identity integer not null, primary key (mail, identity)) without rowid;
create table if not exists company_key (
  name text not null, domain text not null, source_key text not null, primary key (name, domain)) without rowid;
create index if not exists file_name on file (name);
create table if not exists conflict (
  id text primary key, kind text not null, subject text not null, members text not null, source_keys text not null,
  places text not null, columns text not null, first_export integer not null, last_export integer not null,
  open integer not null);
create table if not exists conflict_member (
  conflict text not null, identity integer not null, primary key (conflict, identity)) without rowid;
create table if not exists identity_alias (kartra_id text primary key, identity integer not null) without rowid;
create table if not exists inspection (export integer primary key, census text not null);
create table if not exists flagged (
  export integer not null, key text not null, flags text not null, primary key (export, key)) without rowid;
create table if not exists changed (
  export integer not null, key text not null, fields text not null, primary key (export, key)) without rowid;
create table if not exists checkpoint (
  file integer primary key, how text not null, line integer not null, offset integer not null, counts text not null,
  profiles text not null);
create table if not exists logged (file integer primary key, first integer not null, many integer not null);
