/** Texts of the cells of a page's first table, row by row, tags taken away. */
export function readRows(page: string): string[][] {
  return page
    .slice(page.indexOf('<tbody>'), page.indexOf('</tbody>'))
    .split('<tr>')
    .slice(1)
    .map((row) =>
      row
        .split('<td')
        .slice(1)
        .map((cell) =>
          cell
            .replace(/^[^>]*>/, '')
            .replaceAll(/<[^>]*>/g, ' ')
            .replaceAll(/\s+/g, ' ')
            .trim(),
        ),
    );
}
