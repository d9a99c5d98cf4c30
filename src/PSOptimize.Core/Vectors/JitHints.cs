using System.Runtime.CompilerServices;

namespace PSOptimize.Vectors;

/// <summary>How the runtime compiles the methods that run at every step.</summary>
internal static class JitHints
{
    /// <summary>
    /// Fully optimised from the first call. By default the runtime compiles a method without optimisation first and recompiles it after a
    /// tenth of a second of use; most runs have finished by then, and unoptimised SIMD code is about twenty times slower.
    /// </summary>
    public const MethodImplOptions FullyOptimized = MethodImplOptions.AggressiveOptimization;
}
