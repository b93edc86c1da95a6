"""Matches each graph with networkx: a list of [left, right, weight] becomes pairs [left, right]."""
import json, sys
import networkx


def match(edges):
    graph = networkx.Graph()
    for left, right, weight in edges:
        graph.add_edge(left, str(right), weight=weight)
    pairs = [pair if isinstance(pair[0], int) else pair[::-1] for pair in networkx.max_weight_matching(graph)]
    return sorted([left, int(right)] for left, right in pairs)


print(json.dumps([match(edges) for edges in json.load(sys.stdin)]))
