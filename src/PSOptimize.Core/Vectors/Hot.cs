using System.Runtime.CompilerServices;

namespace PSOptimize.Vectors;

/// <summary>How the runtime is to compile what runs in every step.</summary>
internal static class Hot
{
    /// <summary>
    /// Optimised from the first call. The runtime compiles a method without optimisation at first, and anew after a tenth of a second of use: most
    /// runs are over by then, and unoptimised SIMD code is some twenty times slower.
    /// </summary>
    public const MethodImplOptions Path = MethodImplOptions.AggressiveOptimization;
}
