namespace PSOptimize.Objectives.Regression;

/// <summary>How the weights of a network are drawn before training; biases start at 0.</summary>
public enum Initialization
{
    /// <summary>Uniform in ±√(6/(in + out)): Glorot and Bengio 2010, eq. 16.</summary>
    Glorot,

    /// <summary>Normal with variance 2/in: He, Zhang, Ren and Sun 2015, eq. 10.</summary>
    He,
}
