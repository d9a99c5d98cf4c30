namespace PSOptimize.Runs.Comparisons;

/// <summary>Which share of the problems each solver has solved within which effort.</summary>
internal static class Profiles
{
    /// <summary>
    /// The data profile of each solver: the share of its problems that it solves within α (n + 1) evaluations, for n coordinates; as many
    /// as α gradients of a simplex take.
    /// </summary>
    /// <param name="efforts">Of each problem of each solver the evaluations until it was solved, null if it was not, and n.</param>
    /// <remarks>Moré and Wild 2009, equation 2.9.</remarks>
    public static IReadOnlyList<IReadOnlyList<(double Alpha, double Solved)>> Data(
        IReadOnlyList<IReadOnlyList<(long? Evaluations, int Dimension)>> efforts) =>
        [.. efforts.Select(solver => Steps([.. solver.Select(effort => effort.Evaluations / (effort.Dimension + 1.0))]))];

    /// <summary>
    /// The performance profile of each solver: the share of the problems that it solves with at most α times the evaluations that the best
    /// of the solvers needs.
    /// </summary>
    /// <param name="efforts">For each solver, by problem the evaluations until it was solved; null if it was not.</param>
    /// <remarks>
    /// E. D. Dolan, J. J. Moré, "Benchmarking optimization software with performance profiles", Mathematical Programming 91 (2002),
    /// 201–213.
    /// </remarks>
    public static IReadOnlyList<IReadOnlyList<(double Alpha, double Solved)>> Performance(
        IReadOnlyList<IReadOnlyDictionary<string, long?>> efforts)
    {
        string[] problems = [.. efforts.SelectMany(solver => solver.Keys).Distinct()];
        var least = problems.ToDictionary(
            problem => problem, problem => efforts.Min(solver => solver.GetValueOrDefault(problem)));
        return [.. efforts.Select(solver => Steps([.. problems.Select(problem =>
            (double?)solver.GetValueOrDefault(problem) / least[problem])]))];
    }

    /// <summary>The steps of a share that rises with α: at each α that solves a problem, the share solved by then.</summary>
    private static IReadOnlyList<(double Alpha, double Solved)> Steps(double?[] alphas)
    {
        double[] solved = [.. alphas.OfType<double>().Order()];
        return [.. solved.Distinct().Select(alpha => (alpha, solved.Count(other => other <= alpha) / (double)alphas.Length))];
    }
}
