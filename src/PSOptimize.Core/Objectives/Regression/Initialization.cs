namespace PSOptimize.Objectives.Regression;

/// <summary>The distribution of the initial weights of a network; biases start at 0.</summary>
public enum Initialization
{
    /// <summary>
    /// Uniform in ±1/√in, as in the layers of PyTorch: a third of the variance of LeCun, Bottou, Orr and Müller 1998, "Efficient backprop",
    /// §4.6. The smallest of the three, and so the most robust for unscaled inputs such as raw pixels.
    /// </summary>
    FanIn,

    /// <summary>Uniform in ±√(6/(in + out)): Glorot and Bengio 2010, eq. 16.</summary>
    Glorot,

    /// <summary>Normal with variance 2/in: He, Zhang, Ren and Sun 2015, eq. 10.</summary>
    He,
}
