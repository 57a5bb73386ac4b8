"""The greatest flow through a small network, in whole numbers."""

from collections import deque


class Flow:
    """A network that edges are added to, and the greatest flow from node 0 to node 1.

    E. A. Dinic, Soviet Math. Doklady 11:1277-1280, 1970: flows along shortest paths, layer by layer. Whole
    capacities give a whole flow.
    """

    def __init__(self, nodes: int) -> None:
        self._edges: list[list[int]] = [[] for _ in range(nodes)]
        self._ends: list[int] = []
        self._room: list[int] = []

    def edge(self, start: int, end: int, capacity: int, back: int = 0) -> int:
        """Add an edge, with room for `back` the other way; its number is for `room`."""
        for one, other, room in ((start, end, capacity), (end, start, back)):
            self._edges[one].append(len(self._ends))
            self._ends.append(other)
            self._room.append(room)
        return len(self._ends) - 2

    def room(self, edge: int) -> int:
        """What this edge could still carry: its capacity less its flow."""
        return self._room[edge]

    def greatest(self) -> int:
        """Fill the network as far as it goes, and say how much flows."""
        total = 0
        while len(layer := self._layers()) > 1:
            tried = [0] * len(self._edges)
            while pushed := self._push(layer, tried):
                total += pushed
        return total

    def _layers(self) -> dict[int, int]:
        """Each node's distance from the source, as far as there is room; empty when the sink is out of reach."""
        layer, queue = {0: 0}, deque([0])
        while queue:
            node = queue.popleft()
            for edge in self._edges[node]:
                if self._room[edge] and self._ends[edge] not in layer:
                    layer[self._ends[edge]] = layer[node] + 1
                    queue.append(self._ends[edge])
        return layer if 1 in layer else {}

    def _push(self, layer: dict[int, int], tried: list[int]) -> int:
        """Push what one path down the layers carries; an edge that leads nowhere is not tried again."""
        path: list[int] = []
        node = 0
        while node != 1:
            if tried[node] == len(self._edges[node]):
                if not path:
                    return 0
                node = self._ends[path.pop() ^ 1]
                tried[node] += 1
                continue
            edge = self._edges[node][tried[node]]
            if self._room[edge] and layer.get(self._ends[edge], -1) == layer[node] + 1:
                path.append(edge)
                node = self._ends[edge]
            else:
                tried[node] += 1
        pushed = min(self._room[edge] for edge in path)
        for edge in path:
            self._room[edge] -= pushed
            self._room[edge ^ 1] += pushed
        return pushed
