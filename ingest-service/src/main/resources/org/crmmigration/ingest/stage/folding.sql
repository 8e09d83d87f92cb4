drop table if exists scratch.record;
create table scratch.record (
  id integer primary key, kind text not null, created integer not null, sort integer not null, key text not null,
  identity integer, gone integer not null default 0, place integer not null, size integer not null);
drop table if exists scratch.event;
create table scratch.event (
  tid text primary key, sort integer not null, file integer not null, line integer not null, type text not null, rank integer not null,
  at integer not null, identity integer, sub text, pairing integer not null, amount integer not null,
  currency text not null, parent text, proc text, number text, refunded integer not null default 0, reason text,
  refunded_at integer, method text, sale text, carrier text, place integer not null, size integer not null);
drop table if exists scratch.affiliate_of;
create table scratch.affiliate_of (identity integer primary key, id text not null, status text not null, username text not null);
drop table if exists scratch.contact_company;
create table scratch.contact_company (
  identity integer primary key, name text not null, domain text not null, company text);
drop table if exists scratch.company_group;
create table scratch.company_group (
  name text not null, domain text not null, contacts integer not null, created integer not null,
  payload blob not null, primary key (name, domain)) without rowid;
drop table if exists scratch.duplicate_sign;
create table scratch.duplicate_sign (sign integer not null, identity integer not null, created integer not null);
drop table if exists scratch.suspect_duplicate;
create table scratch.suspect_duplicate (identity integer primary key);
