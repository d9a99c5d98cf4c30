System.Console.WriteLine("PSOptimize");
