namespace PSOptimize.Objectives.Regression;

/// <summary>The working memory of one evaluation; concurrent evaluations use separate ones.</summary>
internal sealed class Workspace(Model model, int width, int targetRows)
{
    public double[][] Model { get; } = model.Allocate(width);

    public double[] Inputs { get; } = new double[model.Inputs.Count * width];

    public double[] Targets { get; } = new double[targetRows * width];

    public double[] InverseSigma { get; } = new double[width];

    public double[] Weights { get; } = new double[width];

    public double[] Outputs { get; } = new double[model.Outputs * width];

    public double[] ByOutputs { get; } = new double[model.Outputs * width];

    /// <summary>Keeps one workspace for reuse, and creates more if evaluations run concurrently.</summary>
    public sealed class Pool(Func<Workspace> make)
    {
        private Workspace? _spare;

        public Workspace Take() => Interlocked.Exchange(ref _spare, null) ?? make();

        public void Return(Workspace workspace) => Volatile.Write(ref _spare, workspace);
    }
}
