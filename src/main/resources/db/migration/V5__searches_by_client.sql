-- Lists show each client what is theirs, the newest first.

create index searches_by_client on searches (client, id);
