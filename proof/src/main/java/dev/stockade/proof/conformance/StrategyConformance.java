package dev.stockade.proof.conformance;

/// What every strategy must pass. A test of a strategy is a subclass that starts a node.
public abstract class StrategyConformance extends Conformance
    implements LastUnit,
        SameBid,
        Lists,
        Contradictions,
        Returns,
        Unknowns,
        Deadlines,
        Interruptions,
        SmallHistories,
        BrokenConnections,
        BrokenRaces {}
