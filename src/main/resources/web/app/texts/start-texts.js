/** Every word of the page while no search is on the screen. */
export const START = {
  title: 'Name a target and a catalogue',
  text: 'Every step of the search is then seen here as it happens. Fill in an example, or type in the form; nothing starts before you say so.',
  examples: 'Examples',
  example: [
    { title: 'Download cleaned events', text: '3C 105 in NuSTAR’s catalogue: short exposures, and of their files only the cleaned event lists' },
    { title: 'Plan a download', text: 'The Bullet Cluster in Chandra’s catalogue: all files with their sizes, nothing is fetched' },
    { title: 'See the observations', text: 'GX 339-4 in RXTE’s catalogue: rows on map, table and timeline, without files' },
  ],
  before: 'Catalogues searched before',
  steps: 'The steps of a search',
  does: {
    resolve: 'a name becomes a position',
    registry: 'the catalogue’s cone search is found',
    cone: 'rows around the position, and those that the condition keeps',
    links: 'each observation’s data, by DataLink',
    listing: 'the directories and their files',
    files: 'downloaded and verified one by one',
  },
};
