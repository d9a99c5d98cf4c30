namespace PSOptimize.Objectives.Regression;

/// <summary>How the weights of a network are drawn before training; biases start at 0.</summary>
public enum Initialization
{
    /// <summary>
    /// Uniform in ±1/√in, as the layers of PyTorch draw their weights: a third of the variance of LeCun, Bottou, Orr and Müller 1998,
    /// "Efficient backprop", §4.6. The smallest of the three, so that inputs far from 0 and 1, such as raw pixels, do less harm.
    /// </summary>
    FanIn,

    /// <summary>Uniform in ±√(6/(in + out)): Glorot and Bengio 2010, eq. 16.</summary>
    Glorot,

    /// <summary>Normal with variance 2/in: He, Zhang, Ren and Sun 2015, eq. 10.</summary>
    He,
}
