using System.Management.Automation;
using PSOptimize.Binding;
using PSOptimize.Catalogues;
using PSOptimize.Methods.FirstOrder;
using PSOptimize.Presentation;
using PSOptimize.Methods.Chains;

namespace PSOptimize.Commands;

/// <content>A method composed of transformations.</content>
public sealed partial class NewOptimizerCommand
{
    private const string ChainSet = "Chain";

    /// <summary>
    /// The transformations that the gradient passes, first to last, for example ClipByNorm, ScaleByAdam, ScaleByLearningRate; Tab lists
    /// them. Their parameters become parameters, each for all links that have it. What comes out is added to the point, so that a chain
    /// that descends has a rate in it.
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = ChainSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(TransformationCompleter))]
    public string[] Chain { get; set => field = value ?? []; } = [];

    private static DynamicParameters ChainParameters() => new(typeof(NewOptimizerCommand),
        Transformation.Catalogue.All.SelectMany(entry => entry.Parameters).Select(parameter => (parameter.Name, parameter.Type))
            .Append((nameof(Methods.Method.Label), typeof(string))), ChainSet);

    private IEnumerable<Parameter> LinkParameters() =>
        Chain.Select(name => Transformation.Catalogue.Find(name.Trim())).OfType<Entry<Transformation>>()
            .SelectMany(link => link.Parameters);

    private void WriteChain()
    {
        var links = new List<Entry<Transformation>>();
        foreach (var name in Chain)
        {
            if (Transformation.Catalogue.Find(name.Trim()) is { } link) links.Add(link);
            else
            {
                WriteError(Errors.UnknownTransformation(name));
                return;
            }
        }
        var given = _hyperparameters.Given.Where(value => value.Key != nameof(Methods.Method.Label)).ToList();
        foreach (var (name, _) in given)
        {
            if (links.Any(link => link.Find(name) is not null)) continue;
            WriteError(Errors.UnknownChainParameter(name, links));
            return;
        }
        try
        {
            var method = new Chained(Methods.Chains.Chain.Of([.. links.Select(link => link.Create(
                DynamicParameters.Typed(given.Where(value => link.Find(value.Key) is not null), link.Find)))]));
            WriteObject(Hyperparameters.Apply(method, [.. _hyperparameters.Given.Except(given)]));
        }
        catch (ArgumentException error)
        {
            WriteError(Errors.BadArgument(error, Chain));
        }
    }
}
