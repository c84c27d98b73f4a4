/** Strongly connected components of a small graph (Tarjan), those that nothing outside reaches first. */

/** Each component keeps the order of `nodes`; the same answer for the same input. Iterative: no depth limit. */
export function components(
  nodes: readonly number[],
  edge: (from: number, to: number) => boolean,
): number[][] {
  const followers = new Map(nodes.map((from) => [from, nodes.filter((to) => to !== from && edge(from, to))]));
  const order = new Map<number, number>();
  const lowest = new Map<number, number>();
  const onStack = new Set<number>();
  const stack: number[] = [];
  const found: number[][] = [];

  for (const root of nodes) {
    if (order.has(root)) continue;
    const path: { node: number; next: number }[] = [];
    const enter = (node: number) => {
      order.set(node, order.size);
      lowest.set(node, order.get(node) ?? 0);
      stack.push(node);
      onStack.add(node);
      path.push({ node, next: 0 });
    };
    const lower = (node: number, to: number) => lowest.set(node, Math.min(lowest.get(node) ?? 0, to));
    enter(root);
    for (let step = path.at(-1); step; step = path.at(-1)) {
      const follower = followers.get(step.node)?.[step.next];
      step.next += 1;
      if (follower !== undefined) {
        if (!order.has(follower)) enter(follower);
        else if (onStack.has(follower)) lower(step.node, order.get(follower) ?? 0);
        continue;
      }
      path.pop();
      const above = path.at(-1);
      if (above) lower(above.node, lowest.get(step.node) ?? 0);
      if (lowest.get(step.node) !== order.get(step.node)) continue;
      const members = new Set(stack.splice(stack.lastIndexOf(step.node)));
      for (const member of members) onStack.delete(member);
      found.push(nodes.filter((node) => members.has(node)));
    }
  }
  return found.reverse();
}
