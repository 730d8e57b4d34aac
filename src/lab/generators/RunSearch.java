import org.openapitools.client.ApiClient;
import org.openapitools.client.api.SearchesApi;
import org.openapitools.client.model.Search;
import org.openapitools.client.model.SearchRequest;

/** A search with the generated client for Java: the address of the service is the argument. */
public class RunSearch {
    public static void main(String[] args) throws Exception {
        var client = new ApiClient();
        client.updateBaseUri(args[0]);
        var searches = new SearchesApi(client);
        var request = new SearchRequest()
                .target("3C 105")
                .catalogue("numaster")
                .where("exposure_a <= 10000")
                .action(SearchRequest.ActionEnum.LINKS);
        Search search = searches.createSearch(request, null, null, null);
        while (search.getOutcome() == null) {
            Thread.sleep(100);
            search = searches.getSearch(search.getId());
        }
        long selected = search.getTally().getSelected();
        System.out.println(search.getOutcome() + ", " + selected + " observations");
        if (selected != 3 || !search.getOutcome().toString().equals("complete")) {
            throw new IllegalStateException(search.toString());
        }
    }
}
