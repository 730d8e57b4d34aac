// A search with fetch and the types of openapi-typescript: the address of the service is the argument.
import type { components } from "./schema";

type Search = components["schemas"]["Search"];
type SearchRequest = components["schemas"]["SearchRequest"];

async function ask(path: string, init?: RequestInit): Promise<Search> {
  const response = await fetch(process.argv[2] + path, init);
  if (!response.ok) throw new Error(await response.text());
  return (await response.json()) as Search;
}

async function main(): Promise<void> {
  const request: Partial<SearchRequest> = {
    target: "3C 105",
    catalogue: "numaster",
    where: "exposure_a <= 10000",
    action: "links",
  };
  const headers = { "Content-Type": "application/json" };
  let search = await ask("/v1/searches", { method: "POST", headers, body: JSON.stringify(request) });
  while (search.outcome === undefined) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    search = await ask(`/v1/searches/${search.id}`);
  }
  console.log(`${search.outcome}, ${search.tally?.selected} observations`);
  if (search.outcome !== "complete" || search.tally?.selected !== 3) throw new Error(JSON.stringify(search));
}

main().catch((failure) => {
  console.error(failure);
  process.exit(1);
});
