// A search with the generated client for TypeScript: the address of the service is the argument.
import { Configuration, SearchesApi, SearchRequestActionEnum } from "./index";

async function main(): Promise<void> {
  const searches = new SearchesApi(new Configuration({ basePath: process.argv[2] }));
  let search = await searches.createSearch({
    searchRequest: {
      target: "3C 105",
      catalogue: "numaster",
      where: "exposure_a <= 10000",
      action: SearchRequestActionEnum.Links,
    },
  });
  while (search.outcome === undefined) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    search = await searches.getSearch({ id: search.id! });
  }
  console.log(`${search.outcome}, ${search.tally?.selected} observations`);
  if (search.outcome !== "complete" || search.tally?.selected !== 3) throw new Error(JSON.stringify(search));
}

main().catch((failure) => {
  console.error(failure);
  process.exit(1);
});
