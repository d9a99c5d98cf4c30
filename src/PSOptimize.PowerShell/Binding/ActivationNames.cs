using PSOptimize.Objectives.Regression;

namespace PSOptimize.Binding;

/// <summary>The activations under the names that New-Objective -Activation takes.</summary>
internal static class ActivationNames
{
    private static readonly Dictionary<string, Activation> All = new(StringComparer.OrdinalIgnoreCase)
    {
        [nameof(Activation.ReLU)] = Activation.ReLU,
        [nameof(Activation.LeakyReLU)] = Activation.LeakyReLU,
        [nameof(Activation.ELU)] = Activation.ELU,
        [nameof(Activation.Sigmoid)] = Activation.Sigmoid,
        [nameof(Activation.Tanh)] = Activation.Tanh,
        [nameof(Activation.Maxout)] = Activation.Maxout,
        [nameof(Activation.Softmax)] = Activation.Softmax,
        [nameof(Activation.Identity)] = Activation.Identity,
    };

    /// <summary>The activation of a name, whatever its case.</summary>
    /// <param name="name">A name that the parameter has checked.</param>
    public static Activation Get(string name) => All[name];
}
