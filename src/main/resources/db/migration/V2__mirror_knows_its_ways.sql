-- A file of the mirror may have come by several ways: validators belong to the one it came by.

alter table mirror add column url text;     -- where it came from; etag and last_modified belong to it
alter table mirror add column version text; -- as its listing showed it, where that tells versions apart
alter table mirror add column stamp text;   -- the file system's size, time and identity when it was put there
alter table mirror drop column listed_modified;
