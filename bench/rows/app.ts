export async function appRows() {
  return [];
}
