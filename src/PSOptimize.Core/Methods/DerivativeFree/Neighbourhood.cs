namespace PSOptimize.Methods.DerivativeFree;

/// <summary>Whose best point a particle of a swarm knows.</summary>
public enum Neighbourhood
{
    /// <summary>That of the whole swarm.</summary>
    Global,

    /// <summary>Its own and those of the two particles beside it on a ring: slower, and less easily misled.</summary>
    Ring,
}
