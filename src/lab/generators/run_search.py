"""A search with the generated client for Python: the address of the service is the argument."""

import sys
import time

from voyage_generated import ApiClient, Configuration, SearchesApi, SearchRequest

with ApiClient(Configuration(host=sys.argv[1])) as client:
    searches = SearchesApi(client)
    search = searches.create_search(
        SearchRequest(target="3C 105", catalogue="numaster", where="exposure_a <= 10000", action="links")
    )
    while search.outcome is None:
        time.sleep(0.1)
        search = searches.get_search(search.id)
print("%s, %d observations" % (search.outcome.value, search.tally.selected))
assert search.outcome.value == "complete" and search.tally.selected == 3, search
